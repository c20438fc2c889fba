import { runStep } from './run-step.mjs';

/** dependency-cruiser passes when it could read nothing; then nothing was checked. */
async function layers(root) {
  const run = await runStep(root, 'layers', [
    'depcruise',
    'app',
    'components',
    'lib',
    'e2e',
    'bench',
    '--config',
    '.dependency-cruiser.cjs',
  ]);
  const modules = Number(/(\d+) modules/.exec(run.output)?.[1] ?? 0);
  if (run.code === 0 && modules === 0) {
    process.stdout.write('layers: 0 modules were read; the law was not checked\n');
    return { ...run, code: 1 };
  }
  return run;
}

/** Format, lint, types, layers and dead code; true when all hold. */
export async function runChecks(root) {
  const client = await runStep(root, 'database client', ['node', 'prisma/generate.mjs'], {
    isQuiet: true,
  });
  // They take one core, and as long as all the others.
  const types = runStep(root, 'types', ['tsc', '--noEmit', '-p', '.'], { isHeld: true });
  const runs = [
    client,
    await runStep(root, 'format and lint', ['biome', 'check', '.']),
    await layers(root),
    await runStep(root, 'dead code', ['knip', '--no-progress']),
    await types,
  ];
  return runs.every(({ code }) => code === 0);
}
