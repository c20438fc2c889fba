import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { saveIndex } from '@/lib/iam/index/saved-index';
import { askEstate } from './estate/ask-estate';
import { EXIT_BAD_INPUT, type Io } from './io';

const USAGE = 'usage: drawbridge index --from DIR --out FILE';

/** `drawbridge index --from DIR --out FILE`: compiles a folder once, for many questions. */
export async function indexCommand(args: string[], io: Io): Promise<number> {
  const asked = readArguments(args);
  if (!asked) {
    io.stderr(USAGE);
    return EXIT_BAD_INPUT;
  }
  return askEstate(asked.from, io, (index) => {
    try {
      writeFileSync(asked.out, saveIndex(index), { mode: 0o600 });
      return true;
    } catch (error) {
      io.stderr(`${asked.out}: cannot be written (${String(error)})`);
      return false;
    }
  });
}

function readArguments(args: string[]): { from: string; out: string } | null {
  try {
    const { values } = parseArgs({
      args,
      options: { from: { type: 'string' }, out: { type: 'string' } },
    });
    const { from, out } = values;
    return from && out ? { from, out } : null;
  } catch {
    return null;
  }
}
