export type CliContext = {
  /** Folder of the checkout or image. */
  root: string;
};

/** Runs with the words after its name; resolves with the exit code. */
export type Command = (args: string[], context: CliContext) => Promise<number>;
