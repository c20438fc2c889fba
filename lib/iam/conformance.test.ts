import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerCase, type ConformanceCase } from './answer-case';
import { type Expected, faultOf } from './conformance-score';

type CaseRecord = Omit<ConformanceCase, 'probes'> & {
  title: string;
  level?: string;
  disputed?: string;
  expected: Expected;
};

function readCases(folder: string): CaseRecord[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => {
    const { cases } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    return cases as CaseRecord[];
  });
}

function judge({ expected, id, kind, world, question }: CaseRecord): string | null {
  const probes = (expected.probes ?? []).map(({ context }) => context);
  const answer = answerCase({ id, kind, question, probes, ...(world ? { world } : {}) });
  return faultOf(kind, expected, answer);
}

const isScored = ({ level, disputed }: CaseRecord): boolean =>
  level !== 'advanced' && disputed === undefined;

describe('the engine answers the cases of this project', () => {
  const cases = readCases(path.join(import.meta.dirname, 'cases'));
  it.each(cases.map((one) => [one.id, one.title, one] as const))(
    '%s %s',
    (_id, _title, one) => {
      const fault = judge(one);
      if (isScored(one)) expect(fault).toBeNull();
      else if (fault) console.log(`not scored: ${one.id}: ${fault}`);
    },
  );
});

const folder = process.env['DRAWBRIDGE_CASES'];
if (folder) {
  describe('the engine answers the cases of DRAWBRIDGE_CASES', () => {
    const cases = readCases(folder);
    it.each(cases.map((one) => [one.id, one.title, one] as const))(
      '%s %s',
      (_id, _title, one) => {
        const fault = judge(one);
        if (isScored(one)) expect(fault).toBeNull();
        else if (fault) console.log(`not scored: ${one.id}: ${fault}`);
      },
    );
  });
} else console.log('conformance: not run');
