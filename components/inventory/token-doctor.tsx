'use client';

import { Banner } from '@/components/ui/banner';
import { ComboBox } from '@/components/ui/combo-box';
import { HitRow } from '@/components/ui/hit-row';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TextAreaField } from '@/components/ui/text-area-field';
import { type Tone, ToneMark } from '@/components/ui/tone';
import { useSearch } from '@/components/ui/use-search';
import type { TokenGate } from '@/lib/inventory/doctor/token-gates';
import { DiagnosisPanel } from './diagnosis-panel';
import type { PlanMend } from './mend-plan';
import { type TokenDoctor, useTokenDoctor } from './use-token-doctor';

type TokenDoctorProps = {
  tokenUrl: string;
  searchUrl: string;
  /** Null for those who may make no plan. */
  planMend: PlanMend | null;
};

/** Paste a web identity token that AWS refused, and see which gate it was. */
export function TokenDoctorPanel({ tokenUrl, searchUrl, planMend }: TokenDoctorProps) {
  const doctor = useTokenDoctor(tokenUrl);
  return (
    <div className="grid items-start gap-8 pt-4 xl:grid-cols-[minmax(0,420px)_minmax(0,1fr)]">
      <div className="grid gap-4">
        <TextAreaField
          label="Token"
          isMono
          rows={6}
          value={doctor.text}
          onChange={doctor.setText}
          placeholder="eyJhbGciOiJSUzI1NiIs…"
          description="Decoded in this browser. The token is not sent and not kept."
          error={doctor.problem ?? undefined}
          autoComplete="off"
          spellCheck="false"
        />
        <RoleField doctor={doctor} searchUrl={searchUrl} />
        <Sent doctor={doctor} />
      </div>
      <div aria-busy={doctor.isAsking} className="min-w-0">
        <TokenAnswer doctor={doctor} planMend={planMend} />
      </div>
    </div>
  );
}

function RoleField({ doctor, searchUrl }: { doctor: TokenDoctor; searchUrl: string }) {
  const { role, setRole } = doctor;
  const search = useSearch(
    searchUrl,
    'role',
    role.slice(role.lastIndexOf('/') + 1),
    'No role of the inventory matches. An ARN works too.',
  );
  return (
    <ComboBox
      label="Role that refused it"
      isMono
      placeholder="ci-deploy, or an ARN"
      options={search.hits.map((hit) => ({ id: hit.arn, label: hit.arn, hit }))}
      renderOption={({ hit }) => <HitRow hit={hit} />}
      isAsync
      isLoading={search.isLoading}
      emptyText={search.emptyText}
      allowsCustomValue
      inputValue={role}
      onInputChange={setRole}
      value={null}
      onChange={(arn) => {
        if (arn !== null) setRole(String(arn));
      }}
    />
  );
}

/** What left the browser, said where it was pasted. */
function Sent({ doctor: { sent } }: { doctor: TokenDoctor }) {
  if (!sent) return null;
  const names = Object.keys(sent.claims);
  return (
    <p className="text-sm text-muted">
      {names.length === 0
        ? 'No claim was sent to the console: the trust policy names none that the token has.'
        : `Sent to the console, because the trust policy or the provider asks for them: ${names.join(', ')}.`}
    </p>
  );
}

type AnswerProps = { doctor: TokenDoctor } & Pick<TokenDoctorProps, 'planMend'>;

function TokenAnswer({ doctor, planMend }: AnswerProps) {
  const { asks, gates, diagnosis, error, isAsking } = doctor;
  if (error)
    return (
      <Banner tone="danger" title="The role could not be looked at" isAnnounced>
        {error}
      </Banner>
    );
  if (!asks)
    return isAsking ? (
      <SkeletonRows rowCount={4} label="Reading what the role asks for…" />
    ) : (
      <p className="text-muted">Paste the token and pick the role that refused it.</p>
    );
  return (
    <div className="grid gap-7">
      {gates.length > 0 ? <Gates gates={gates} /> : <WhatIsAsked asks={asks} />}
      {diagnosis ? (
        <DiagnosisPanel diagnosis={diagnosis} read={null} planMend={planMend} />
      ) : null}
    </div>
  );
}

function WhatIsAsked({ asks }: { asks: NonNullable<TokenDoctor['asks']> }) {
  const { roleName, accountName, trusted } = asks;
  return (
    <p>
      {trusted.length === 0
        ? `${roleName} in ${accountName} takes no tokens.`
        : `${roleName} in ${accountName} takes tokens of ${trusted.map(({ host }) => host).join(', ')}.`}
    </p>
  );
}

const LOOKS: Record<TokenGate['verdict'], { tone: Tone; word: string }> = {
  passes: { tone: 'ok', word: 'Passes' },
  refuses: { tone: 'danger', word: 'Refuses' },
  'not-read': { tone: 'info', word: 'Not read' },
};

/** What AWS looks at before the trust policy. */
function Gates({ gates }: { gates: TokenGate[] }) {
  const refusing = gates.find(({ verdict }) => verdict === 'refuses');
  return (
    <section aria-labelledby="token-gates">
      <h2 id="token-gates" className="mb-3 text-lg">
        Before the trust policy
      </h2>
      <p role="status" className="mb-3 font-strong wrap-anywhere">
        {refusing ? refusing.sentence : 'Nothing refuses it before the trust policy.'}
      </p>
      <ol className="grid gap-3">
        {gates.map(({ id, title, verdict, sentence, mend }) => (
          <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
            <ToneMark tone={LOOKS[verdict].tone} />
            <div className="min-w-0 wrap-anywhere">
              <p>
                <span className="font-strong">
                  {title}: {LOOKS[verdict].word.toLowerCase()}.
                </span>{' '}
                {sentence}
              </p>
              {mend ? <p className="text-sm text-muted">{mend}</p> : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
