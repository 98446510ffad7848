import type { Server } from "node:http";
export function startFakeServer(port: number): Promise<Server>;
