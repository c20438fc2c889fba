'use client';

import { useState } from 'react';
import * as z from 'zod';
import { askToConfirm } from '@/components/step-up/confirm-store';
import { DEVICE_SUBJECT } from '@/lib/core/step-up';
import { postJson } from './post-json';

const Device = z.object({
  name: z.string(),
  address: z.string().nullable(),
  askedAt: z.string(),
});
export type Device = z.infer<typeof Device>;

const PATH = '/api/v1/cli/device';
const PERHAPS =
  'It is not known whether your answer arrived. Settings shows it, under signed-in computers.';
const WHAT = 'letting this computer act as you';
const NO_ANSWER = 'The console gave no answer. Try again.';

/** Typing the code, looking at the computer that asked for it, and the answer to it. */
export function useDeviceConsent(workspaceId: string) {
  const [code, setCode] = useState('');
  const [device, setDevice] = useState<Device | null>(null);
  const [outcome, setOutcome] = useState<'allowed' | 'refused' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function post(step: 'look' | 'answer', body: object): Promise<unknown> {
    setIsBusy(true);
    setRefusal(null);
    const answer = await postJson(`${PATH}/${step}`, { code, ...body });
    setIsBusy(false);
    if (answer.ok) return answer.body;
    const isLost = answer.status === 0 || answer.status >= 500;
    setRefusal(step === 'answer' && isLost ? PERHAPS : answer.message);
    setDevice(null);
    return null;
  }

  async function look() {
    const body = await post('look', {});
    if (body === null) return;
    const found = Device.safeParse(body);
    if (found.success) setDevice(found.data);
    else setRefusal(NO_ANSWER);
  }

  async function answer(isAllowed: boolean) {
    const confirmation = isAllowed ? await askToConfirm(DEVICE_SUBJECT, WHAT) : '';
    if (confirmation === null) return;
    const body = await post('answer', { workspaceId, isAllowed, confirmation });
    if (body !== null) setOutcome(isAllowed ? 'allowed' : 'refused');
  }

  return {
    code,
    setCode,
    device,
    outcome,
    refusal,
    isBusy,
    look: () => void look(),
    answer: (isAllowed: boolean) => void answer(isAllowed),
  };
}

export type DeviceConsentState = ReturnType<typeof useDeviceConsent>;
