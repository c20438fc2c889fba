/**
 * Keeps the state of practice worlds between restarts. A world is several texts under names of
 * their own, opaque here; an empty text means that nothing is to be kept under the name.
 */
export type PracticeStateStore = {
  load(name: string): Promise<string | null>;
  save(name: string, text: string): Promise<void>;
};
