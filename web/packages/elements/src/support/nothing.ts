// Stands for parts of libraries that are never used here (vite.config.ts): nothing, and functions that do nothing.

const nothing = (): undefined => undefined;

export default nothing;
export { nothing as createOrUpdatePatternFromDecal };
