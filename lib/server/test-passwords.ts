import { createHash, randomUUID } from 'node:crypto';

const digest = (salt: string, password: string): string =>
  createHash('sha256').update(`${salt}:${password}`).digest('hex');

/**
 * Hashes that cost nothing, for tests that sign in hundreds of people. The tests of signing in
 * itself have those of the console.
 */
export const quickPasswords = {
  async hash(password: string): Promise<string> {
    const salt = randomUUID();
    return `${salt}:${digest(salt, password)}`;
  },
  async verify({ hash, password }: { hash: string; password: string }): Promise<boolean> {
    const [salt = '', expected] = hash.split(':');
    return digest(salt, password) === expected;
  },
};
