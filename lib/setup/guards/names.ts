import {
  requireSessionName,
  requireSourceIdentity,
} from '@/lib/iam/render/guards/guards';
import { wrong } from '../fields/field';
import type { Breach, GuardKind } from './guard-kind';
import { fittingName, readPatterns, strangeName } from './name-patterns';

const strange = (name: string | null, toBreach: (name: string) => Breach): Breach[] =>
  name === null ? [] : [toBreach(name)];

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname
 */
export const sessionName: GuardKind = {
  brings: 'the session name',
  label: 'Session name',
  read: readPatterns,
  render: requireSessionName,
  adds: 'The trust policy lets in only sessions of such a name (sts:RoleSessionName), so the log tells who it was.',
  limit: `The caller chooses the name; only \${aws:username} ties it to the user. The AWS console names the session after the user by itself.`,
  meets: (patterns, scene) => ({
    ask: { sessionName: fittingName(patterns, scene) },
    circumstances: {},
  }),
  breaches: (patterns, scene) =>
    strange(strangeName(patterns, scene), (name) => ({
      kind: 'call',
      id: 'assume-with-wrong-session-name',
      how: 'under another session name',
      ask: { sessionName: name },
    })),
};

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export const sourceIdentity: GuardKind = {
  brings: 'a source identity',
  label: 'Source identity',
  read: (typed, known) => {
    const patterns = readPatterns(typed, known);
    const isReserved =
      patterns.state === 'right' && patterns.value.some((one) => /^aws:/i.test(one));
    return isReserved
      ? wrong('AWS keeps names that begin with aws: for itself.')
      : patterns;
  },
  render: requireSourceIdentity,
  adds: 'The caller has to set a source identity of such a form (sts:SourceIdentity). Both sides get sts:SetSourceIdentity for it.',
  limit:
    'The caller chooses it, once: it stays on every role that is taken from there, and each of them has to allow sts:SetSourceIdentity too. The AWS console cannot set one.',
  meets: (patterns, scene) => ({
    ask: { sourceIdentity: fittingName(patterns, scene) },
    circumstances: {},
  }),
  breaches: (patterns, scene) => [
    {
      kind: 'call',
      id: 'assume-without-source-identity',
      how: 'without a source identity',
      ask: { sourceIdentity: null },
    },
    ...strange(strangeName(patterns, scene), (name) => ({
      kind: 'call',
      id: 'assume-with-wrong-source-identity',
      how: 'with another source identity',
      ask: { sourceIdentity: name },
    })),
  ],
};
