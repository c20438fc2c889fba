'use client';

import { useState } from 'react';
import { AccountChip } from '@/components/bridge/account-chip';
import { CountdownRing, TimeLeft } from '@/components/ui/countdown-ring';
import { Drawer, DrawerSection } from '@/components/ui/drawer';
import { Slider } from '@/components/ui/slider';
import { Time } from '@/components/ui/time';
import {
  MAX_SESSION_SECONDS,
  MIN_SESSION_SECONDS,
  sayDuration,
} from '@/lib/core/duration';
import type { RoleCard } from '@/lib/credentials/schema';
import { ConsoleSection } from './console-section';
import type { LetSay } from './let-say';
import { NO_LIMITS } from './limits';
import { LimitsSection } from './limits-section';
import { ProfileSection } from './profile-section';
import { RecordedAs } from './recorded-as';
import { SameAs } from './same-as';
import { TerminalSection } from './terminal-section';
import { type CredentialEndpoints, defaultDuration, type LiveSession } from './types';

export type CredentialDrawerProps = {
  role: RoleCard;
  endpoints: CredentialEndpoints;
  /** Name that CloudTrail will show. */
  recordedAs: string;
  isPractice: boolean;
  /** Where practice accounts are reached; null for real ones. */
  endpointUrl: string | null;
  /** Where AWS sees this person; null when we cannot tell. */
  seenAddress: string | null;
  live: LiveSession | null;
  /** Null for those who may make no plan. */
  letSay: LetSay | null;
  /** A session that began here; null when the console was opened in another tab. */
  onIssued: (session: LiveSession | null) => void;
  onClose: () => void;
};

/** Everything about taking one role: for how long, in the console, in a terminal. */
export function CredentialDrawer(props: CredentialDrawerProps) {
  const { role, endpoints, live, onIssued, onClose } = props;
  const [durationSeconds, setDurationSeconds] = useState(defaultDuration(role));
  const [limits, setLimits] = useState(NO_LIMITS);
  const chosen = { role, durationSeconds, limits };
  return (
    <Drawer
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={role.roleName}
      strip={<Strip role={role} />}
      isStripFilled={role.isProduction}
      aside={live ? <Left live={live} /> : undefined}
    >
      <DrawerSection>
        <DurationSlider
          role={role}
          value={durationSeconds}
          onChange={setDurationSeconds}
        />
        <p className="mt-2 text-sm text-muted wrap-anywhere">
          This role is {role.given}.
        </p>
      </DrawerSection>
      <LimitsSection
        limits={limits}
        onChange={setLimits}
        seenAddress={props.seenAddress}
        granted={role.limits}
      />
      <ConsoleSection
        {...chosen}
        endpoint={endpoints.console}
        onOpened={() => onIssued(null)}
      />
      <TerminalSection
        key={JSON.stringify([role.roleArn, durationSeconds, limits])}
        {...chosen}
        endpoint={endpoints.credentials}
        isPractice={props.isPractice}
        onIssued={onIssued}
      />
      <ProfileSection role={role} endpointUrl={props.endpointUrl} />
      <RecordedAs role={role} recordedAs={props.recordedAs} letSay={props.letSay} />
      <SameAs {...chosen} recordedAs={props.recordedAs} endpointUrl={props.endpointUrl} />
    </Drawer>
  );
}

function Strip({ role }: { role: RoleCard }) {
  return (
    <>
      <AccountChip
        name={role.accountName}
        accountId={role.accountId}
        isProduction={role.isProduction}
      />
      {role.isProduction ? (
        <span className="ms-auto text-sm font-medium max-sm:hidden" aria-hidden="true">
          production
        </span>
      ) : null}
    </>
  );
}

function Left({ live }: { live: LiveSession }) {
  return (
    <div className="flex flex-none items-center gap-3 text-end leading-snug">
      <div>
        <p className="font-strong">
          <TimeLeft
            endsAt={live.expiresAt}
            what={`${live.roleName} in ${live.accountName}`}
          />
        </p>
        <p className="text-sm text-muted">
          ends <Time at={live.expiresAt} format="time" />
        </p>
      </div>
      <CountdownRing startsAt={live.issuedAt} endsAt={live.expiresAt} />
    </div>
  );
}

const STEP_SECONDS = 900;

type DurationSliderProps = {
  role: RoleCard;
  value: number;
  onChange: (seconds: number) => void;
};

function DurationSlider({ role, value, onChange }: DurationSliderProps) {
  const cause = (
    <>
      The deck ends at {sayDuration(role.capSeconds)}: {role.capCause}
      {role.longerPath ? (
        <>
          {' '}
          <a href={role.longerPath}>Allow longer…</a>
        </>
      ) : null}
    </>
  );
  if (role.capSeconds <= MIN_SESSION_SECONDS) {
    return (
      <>
        <h3 className="mb-1">For how long</h3>
        <p>{sayDuration(role.capSeconds)}</p>
        <p className="text-sm text-muted">{cause}</p>
      </>
    );
  }
  return (
    <Slider
      label="For how long"
      value={value}
      onChange={onChange}
      minValue={MIN_SESSION_SECONDS}
      capValue={role.capSeconds}
      ceilingValue={MAX_SESSION_SECONDS}
      step={STEP_SECONDS}
      formatValue={sayDuration}
      cause={cause}
    />
  );
}
