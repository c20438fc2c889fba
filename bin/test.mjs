// `npm test`: everything. The last line counts the tests: `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runChecks } from './check-steps.mjs';
import { chromiumPath } from './chromium-path.mjs';
import { runStep } from './run-step.mjs';

const root = path.dirname(import.meta.dirname);
const results = path.join(root, 'test-results');

if (!chromiumPath()) {
  process.stderr.write(
    'No Chromium was found, and the end-to-end tests need one. On Debian or Ubuntu run:\n\n  apt-get install --yes chromium-headless-shell\n\nor set CHROMIUM_PATH to the program.\n',
  );
  process.exit(1);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

function countsOf(file, read) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  return read(JSON.parse(readFileSync(file, 'utf8')));
}

const vitestCounts = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + (report.success || report.numFailedTests > 0 ? 0 : 1),
  skipped: report.numPendingTests,
});
const playwrightCounts = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + (errors?.length ?? 0),
  skipped: stats.skipped,
});

const isClean = await runChecks(root);

const unitFile = path.join(results, 'vitest.json');
const unit = await runStep(root, 'unit and integration tests', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitFile}`,
]);
const built = await runStep(root, 'build', ['node', 'bin/drawbridge.mjs', 'build']);
const browserFile = path.join(results, 'playwright.json');
const browser =
  built.code === 0
    ? await runStep(root, 'end-to-end tests', ['playwright', 'test'], {
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserFile },
      })
    : { code: 1 };

const counts = [
  countsOf(unitFile, vitestCounts),
  countsOf(browserFile, playwrightCounts),
];
const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
const isGreen = isClean && unit.code === 0 && browser.code === 0;
const failed = Math.max(sum('failed'), isGreen ? 0 : 1);
if (!isClean)
  process.stdout.write(
    '\nThe checks before the tests failed; they count as one failure.\n',
  );
process.stdout.write(
  `\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
