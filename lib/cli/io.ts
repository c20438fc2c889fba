/** Where a command writes: a line each. */
export type Io = { stdout: (line: string) => void; stderr: (line: string) => void };

/** Ends the command when its output cannot go on; it is no fault that `head` has seen enough. */
function endWith(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`drawbridge: the output cannot be written: ${error.code}\n`);
  process.exit(1);
}

process.stdout.on('error', endWith);
process.stderr.on('error', () => process.exit(1));

export const PROCESS_IO: Io = {
  stdout: (line) => process.stdout.write(`${line}\n`),
  stderr: (line) => process.stderr.write(`${line}\n`),
};

/** Exit code of a command that could not read all it was given. */
export const EXIT_BAD_INPUT = 2;
