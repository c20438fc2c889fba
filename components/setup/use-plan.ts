'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { type Outcome, unreachable } from '@/components/ui/outcome';
import type { PlanGrantsView } from '@/lib/credentials/grants/grant-schema';
import type { LinkView, OwnerHalfView } from '@/lib/setup/handshake/schema';
import type { PlanView, SelfTestView } from '@/lib/setup/plan-views';
import type { PreflightId, PreflightView } from '@/lib/setup/preflight/schema';
import { planQuery } from './plan-query';
import { isRunning } from './plan-state';
import type { PlanGiveCalls } from './use-plan-give';

type Act = (input: { planId: string }) => Promise<Outcome<unknown>>;

export type PlanPageProps = {
  plan: PlanView;
  /** Whether the reader may give the role to people here. */
  mayGive: boolean;
  /** Whom its role is handed out to; null for a plan that makes none. */
  give: PlanGrantsView | null;
  giveCalls: PlanGiveCalls;
  /** How it is tried in a terminal; null where nobody has keys to try it by. */
  selfTest: SelfTestView | null;
  /** Where the plan's state is asked for. */
  statusUrl: string;
  apply: Act;
  retry: Act;
  undo: (input: {
    planId: string;
    typedName: string;
    along: string[];
  }) => Promise<Outcome<unknown>>;
  leave: Act;
  /** Goes on with its end at once. */
  endNow: Act;
  stopEnd: Act;
  /** Takes the quarantine away. */
  lift: Act;
  /** Opens it in the wizard. */
  change: Act;
  /** Opens its form for a new plan, where it wrote nothing. */
  anew: Act;
  verify: Act;
  /** Looks for the half that its owner runs. */
  check: Act;
  /** Says that its owner has run it. */
  confirm: Act;
  /** Looks for the proof's events in CloudTrail again. */
  trail: Act;
  preflight: readonly PreflightView[];
  attest: (input: {
    planId: string;
    item: PreflightId;
    isChecked: boolean;
  }) => Promise<Outcome<PreflightView[]>>;
  /** The half of an account without a connection; null when all is written from here. */
  half: OwnerHalfView | null;
  createLink: (input: {
    planId: string;
    hours: number;
  }) => Promise<Outcome<{ link: LinkView; url: string }>>;
  revokeLink: (input: { planId: string; linkId: string }) => Promise<Outcome<unknown>>;
};

type PlanActionName =
  | 'apply'
  | 'retry'
  | 'undo'
  | 'leave'
  | 'verify'
  | 'check'
  | 'confirm'
  | 'trail'
  | 'endNow'
  | 'stopEnd'
  | 'lift'
  | 'change'
  | 'anew';

type PlainActionName = Exclude<PlanActionName, 'undo' | 'change' | 'anew'>;

export type PlanModel = {
  plan: PlanView;
  isRunning: boolean;
  /** The proof is being made again. */
  isTesting: boolean;
  pending: PlanActionName | null;
  refusal: string | null;
  /** The state could not be read just now. */
  pollError: string | null;
  act: (name: PlainActionName) => Promise<void>;
  /** True when the undo has begun. */
  undo: (typedName: string) => Promise<boolean>;
  change: () => Promise<void>;
  planAnew: () => Promise<void>;
};

/** The newest draft is the one that the wizard opens. */
const OPENED_AT = { change: '/new?step=what', anew: '/new?step=review' };

const PROOF_WAIT_MS = 150_000;

/** Follows a new proof until it is there; gives up after the longest time AWS may take. */
function useProofWait() {
  const [before, setBefore] = useState<{ proofId: string | null } | null>(null);
  useEffect(() => {
    if (!before) return;
    const timer = setTimeout(() => setBefore(null), PROOF_WAIT_MS);
    return () => clearTimeout(timer);
  }, [before]);
  return { before, setBefore };
}

function useActions() {
  const [pending, setPending] = useState<PlanActionName | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function run(name: PlanActionName, call: () => Promise<Outcome<unknown>>) {
    setPending(name);
    setRefusal(null);
    const outcome = await askConfirmed(call).catch(() => unreachable('Nothing was sent'));
    if (!outcome.ok) setRefusal(outcome.message);
    setPending(null);
    return outcome.ok;
  }
  return { pending, refusal, run };
}

/** The plan as it stands, and what a person may do with it. */
export function usePlan(props: PlanPageProps): PlanModel {
  const planId = props.plan.id;
  const router = useRouter();
  const { before, setBefore } = useProofWait();
  const { pending, refusal, run } = useActions();
  const query = useQuery(planQuery(props.statusUrl, props.plan, before !== null));
  const plan = query.data;
  const proofId = plan.proof?.id ?? null;
  const isTesting = before !== null && before.proofId === proofId;

  useEffect(() => {
    if (before && before.proofId !== proofId) setBefore(null);
  }, [before, proofId, setBefore]);

  async function act(name: PlainActionName) {
    const isDone = await run(name, () => props[name]({ planId }));
    if (isDone && name === 'verify') setBefore({ proofId });
    await query.refetch();
  }
  async function undo(typedName: string) {
    // Those that are on the page: another is refused until the person was told of it.
    const along = plan.undo?.along.map(({ id }) => id) ?? [];
    const isDone = await run('undo', () => props.undo({ planId, typedName, along }));
    await query.refetch();
    return isDone;
  }
  async function open(name: 'change' | 'anew') {
    if (await run(name, () => props[name]({ planId }))) router.push(OPENED_AT[name]);
  }
  return {
    plan,
    change: () => open('change'),
    planAnew: () => open('anew'),
    isRunning: isRunning(plan) || isTesting,
    isTesting,
    pending,
    refusal,
    pollError: query.error?.message ?? null,
    act,
    undo,
  };
}
