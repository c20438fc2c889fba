// Stands in for `server-only` in unit tests, which run outside the React server build.
export {};
