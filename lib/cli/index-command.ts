import { writeFileSync } from 'node:fs';
import { saveIndex } from '@/lib/iam/index/saved-index';
import { askEstate } from './estate/ask-estate';
import { openIndex } from './estate/open-index';
import { sayFileError } from './estate/say-file-error';
import type { Io } from './io';
import { readAsked } from './read-asked';

const USAGE = 'usage: drawbridge index --from DIR|FILE --out FILE';

/** `drawbridge index --from DIR --out FILE`: compiles a folder once, for many questions. */
export async function indexCommand(args: string[], io: Io): Promise<number> {
  const asked = readAsked(args, { usage: USAGE, subjectsTotal: 0, takesOut: true }, io);
  if (typeof asked === 'number') return asked;
  const { from, out } = asked;
  return askEstate(from, io, openIndex, (index) => {
    try {
      writeFileSync(out, saveIndex(index), { mode: 0o600 });
      return [];
    } catch (error) {
      return { missing: `${out}: ${sayFileError(error, 'written')}` };
    }
  });
}
