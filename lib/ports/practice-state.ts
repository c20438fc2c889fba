/** Keeps the state of practice worlds between restarts. The state is JSON text, opaque here. */
export type PracticeStateStore = {
  load(worldId: string): Promise<string | null>;
  /** An empty state removes the name. */
  save(worldId: string, state: string): Promise<void>;
};
