import path from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { once } from '@/lib/core/once';

const root = path.resolve(import.meta.dirname, '../..');

/** All files that the browser loads before it shows an entry; what is fetched later is not among them. */
async function filesOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    outdir: 'dist',
    write: false,
    metafile: true,
    format: 'esm',
    jsx: 'automatic',
    external: ['next', 'next/*', 'react', 'react/*', 'react-dom'],
    logLevel: 'error',
  });
  const { outputs } = metafile;
  const isEntry = (name: string) => outputs[name]?.entryPoint === entry;
  const loaded = new Set(Object.keys(outputs).filter(isEntry));
  for (const name of loaded) {
    for (const { kind, path: next } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement' && next in outputs) loaded.add(next);
  }
  return [...loaded].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
}

const ofWizard = once(() => filesOf('components/setup/new-access-wizard.tsx'));

// It weighs 33 kB, and the server reads every field again anyway.
it('sends no zod to who opens the wizard', async () => {
  const files = await ofWizard();
  expect(files).toContain('lib/core/patterns.ts');
  expect(files.filter((file) => file.includes('node_modules/zod'))).toEqual([]);
});

it('sends the fields of the recipes after the cards', async () => {
  const files = await ofWizard();
  expect(files).toContain('components/setup/recipe-cards.tsx');
  expect(files).not.toContain('components/setup/who-field.tsx');
});
