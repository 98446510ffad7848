import type { Answer, ChartSpec, MetricDocument } from "../../packages/elements/src/types/documents";
export const METRICS: (MetricDocument & { answer: Answer; chart: ChartSpec })[];
export const REGIONS: string[];
