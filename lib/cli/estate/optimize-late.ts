import { setFlagsFromString } from 'node:v8';

/**
 * For a process that reads an estate, answers and ends: V8 compiles a function when it has run
 * some 130 kB of bytecode, which takes longer than all that such a process has to do. It waits
 * for nine times that. Answers do not hang on it; call it before the estate is read.
 */
export const optimizeLate = (): void => setFlagsFromString('--interrupt-budget=1200000');
