/** Where a command writes: a line each. */
export type Io = { stdout: (line: string) => void; stderr: (line: string) => void };

// Whoever reads the output may have seen enough: `| head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

export const PROCESS_IO: Io = {
  stdout: (line) => process.stdout.write(`${line}\n`),
  stderr: (line) => process.stderr.write(`${line}\n`),
};

/** Exit code of a command that could not read all it was given. */
export const EXIT_BAD_INPUT = 2;
