import { type Env, parseEnv } from '@/lib/server/env';

/** The environment, or null after every problem was printed. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env | null {
  const env = parseEnv(source);
  if (env.ok) return env.value;
  process.stderr.write('drawbridge: the environment cannot be used:\n');
  for (const { name, message } of env.problems)
    process.stderr.write(`  ${name}: ${message}\n`);
  return null;
}
