import { iamEvaluate } from './iam-evaluate';

/** `drawbridge iam evaluate FILE…` */
export async function iam([verb, ...files]: string[]): Promise<number> {
  if (verb !== 'evaluate' || files.length === 0) {
    process.stderr.write('usage: drawbridge iam evaluate FILE...\n');
    return 2;
  }
  return iamEvaluate(files, {
    stdout: (line) => process.stdout.write(`${line}\n`),
    stderr: (line) => process.stderr.write(`${line}\n`),
  });
}
