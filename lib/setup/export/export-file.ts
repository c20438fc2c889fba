import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ExportFormat } from '../export-schema';
import { exportFileName } from './export-file-name';
import { partSteps } from './not-here';
import type { AccountSource, PlanSource } from './plan-source';
import { renderBash } from './render-bash';
import { renderCloudFormation } from './render-cloudformation';
import { renderJson } from './render-json';
import { renderPowerShell } from './render-powershell';
import { renderTerraform } from './render-terraform';

/** A file to be copied or downloaded. */
export type ExportFile = { name: string; mediaType: string; text: string };

/** One file of a plan; `account` is null for all of them in one. */
export function exportFile(
  source: PlanSource,
  format: ExportFormat,
  account: AccountSource | null,
): Result<ExportFile, AppError> {
  const text = textOf(source, format, account);
  if (!text.ok) return text;
  const isScript = format === 'bash' || format === 'powershell';
  return ok({
    name: exportFileName(format, source, account),
    mediaType: isScript ? 'text/plain' : 'application/json',
    text: text.value,
  });
}

function textOf(
  source: PlanSource,
  format: ExportFormat,
  account: AccountSource | null,
): Result<string, AppError> {
  const accounts = account ? [account] : source.accounts;
  const [only, another] = accounts;
  if (format === 'terraform') return terraformOf(source, accounts);
  if (format === 'json') return ok(renderJson(source, accounts));
  if (!only || another) return err(oneByOne(source));
  switch (format) {
    case 'cloudformation':
      return renderCloudFormation(source, only);
    case 'bash':
      return ok(renderBash(source, only));
    case 'powershell':
      return ok(renderPowerShell(source, only));
    default:
      return format satisfies never;
  }
}

function terraformOf(
  source: PlanSource,
  accounts: AccountSource[],
): Result<string, AppError> {
  const steps = accounts.flatMap((account) => account.steps);
  const { held, notHere } = partSteps('Terraform', steps);
  // The file says by itself what is not in it; with nothing else in it there is none.
  return notHere && held.length === 0
    ? err({ kind: 'conflict', message: notHere })
    : ok(renderTerraform(source, accounts));
}

const oneByOne = ({ accounts }: PlanSource): AppError => {
  const ids = accounts.map(({ accountId }) => accountId).join(' or ');
  const message = `This format has one file for each account. Say which: ${ids}.`;
  return { kind: 'invalid_input', message, fields: { account: message } };
};
