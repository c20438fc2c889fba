'use client';

import type { ReactNode } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Time } from '@/components/ui/time';
import {
  type Device,
  type DeviceConsentState,
  useDeviceConsent,
} from './use-device-consent';

export type DeviceConsentProps = {
  /** Whether the person's workspace allows codes. */
  isAllowed: boolean;
  person: { name: string; email: string };
  workspace: { id: string; name: string };
};

/** A person types the code that a computer shows, sees which one it is, and answers. */
export function DeviceConsent({ isAllowed, person, workspace }: DeviceConsentProps) {
  const state = useDeviceConsent(workspace.id);
  if (!isAllowed) return <CodesAreOff workspaceName={workspace.name} />;
  if (state.outcome) return <Answered isAllowed={state.outcome === 'allowed'} />;
  return (
    <div className="grid gap-4">
      <h1>{state.device ? `Sign in on ${state.device.name}?` : 'Type the code'}</h1>
      {state.refusal ? (
        <Banner tone="danger" title="The computer is not signed in" isAnnounced>
          {state.refusal}
        </Banner>
      ) : null}
      {state.device ? (
        <Question
          device={state.device}
          state={state}
          person={person}
          workspaceName={workspace.name}
        />
      ) : (
        <Typing state={state} email={person.email} />
      )}
    </div>
  );
}

function Typing({ state, email }: { state: DeviceConsentState; email: string }) {
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        state.look();
      }}
    >
      <p className="text-muted">
        The command <code>drawbridge login --device</code> shows it. Only a code that was
        asked for as {email} works here.
      </p>
      <Field
        label="Code"
        placeholder="BCDF-GHJK"
        value={state.code}
        onChange={state.setCode}
        autoComplete="off"
        autoFocus
        isMono
      />
      <p className="text-muted">
        Did somebody send you this code, or read it to you? Then do not type it: it would
        sign their computer in as you.
      </p>
      <div>
        <Button
          type="submit"
          variant="primary"
          size="large"
          isPending={state.isBusy}
          pendingText="Looking…"
        >
          Go on
        </Button>
      </div>
    </form>
  );
}

type QuestionProps = {
  device: Device;
  state: DeviceConsentState;
  person: DeviceConsentProps['person'];
  workspaceName: string;
};

function Question({ device, state, person, workspaceName }: QuestionProps) {
  return (
    <>
      <p className="text-muted">
        The <code>drawbridge</code> command on a computer asks to act as you for 30 days.
        Neither the name nor the address below is proven.
      </p>
      <dl className="grid gap-2">
        <Fact title="It calls itself">{device.name}</Fact>
        <Fact title="It asked from">
          {device.address ?? 'an address that is not known'}
        </Fact>
        <Fact title="It asked at">
          <Time at={device.askedAt} format="clock" />
        </Fact>
        <Fact title="As">
          {person.name} ({person.email})
        </Fact>
        <Fact title="Workspace">{workspaceName}</Fact>
        <Fact title="It can">
          Do what you can do here, and take the roles that you may take.
        </Fact>
      </dl>
      <p className="text-muted">
        Allow it only if you ran the command yourself just now, on that computer.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          size="large"
          isPending={state.isBusy}
          pendingText="Answering…"
          onPress={() => state.answer(true)}
        >
          Allow
        </Button>
        <Button
          size="large"
          isDisabled={state.isBusy}
          onPress={() => state.answer(false)}
        >
          Refuse
        </Button>
      </div>
    </>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{title}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

const Answered = ({ isAllowed }: { isAllowed: boolean }) => (
  <div className="grid gap-4">
    <h1>{isAllowed ? 'The computer is signed in' : 'The computer was refused'}</h1>
    <p role="status" className="text-muted">
      {isAllowed
        ? 'The command goes on in a moment. You can end the sign-in in Settings, under signed-in computers. This page can be closed.'
        : 'Its code is spent. If you did not run the command yourself, somebody tried to sign in as you: tell an administrator.'}
    </p>
  </div>
);

const CodesAreOff = ({ workspaceName }: { workspaceName: string }) => (
  <div className="grid gap-4">
    <h1>Codes are off in {workspaceName}</h1>
    <p className="text-muted">
      Run <code>drawbridge login</code> without <code>--device</code> on a computer with a
      browser. An administrator can allow codes in Settings, under signed-in computers.
    </p>
  </div>
);
