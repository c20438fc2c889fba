import { parseArgs } from 'node:util';
import { EXIT_BAD_INPUT, type Io } from './io';

/** What an offline command takes. */
type Taken = { usage: string; subjectsTotal: number; takesOut?: boolean };

type Asked = {
  subjects: string[];
  from: string;
  /** File to write; empty for a command that writes none. */
  out: string;
  isJson: boolean;
};

const FLAGS = {
  from: { type: 'string', default: '' },
  out: { type: 'string', default: '' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * The words after an offline command's name. An exit code when there is nothing left to do:
 * the usage was asked for, or was told because the words do not fit it.
 */
export function readAsked(args: string[], taken: Taken, io: Io): Asked | number {
  const { usage, subjectsTotal, takesOut = false } = taken;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: FLAGS,
    });
    const { from, out, json: isJson, help } = values;
    if (help) {
      io.stdout(usage);
      return 0;
    }
    const isFit =
      from !== '' &&
      (out !== '') === takesOut &&
      !(takesOut && isJson) &&
      positionals.length === subjectsTotal;
    if (isFit) return { subjects: positionals, from, out, isJson };
  } catch {
    // A flag that nobody knows is told like any other wrong use.
  }
  io.stderr(usage);
  return EXIT_BAD_INPUT;
}
