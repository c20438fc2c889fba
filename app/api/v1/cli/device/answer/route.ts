import { defineRoute } from '@/lib/server/define-route';
import { answerDevice } from '@/lib/server/device/answer-device';
import { AnswerInput } from '@/lib/server/device/device-code';

export const POST = defineRoute(
  {
    permission: 'token:manage',
    exempt: 'asks-itself',
    callers: 'people',
    input: AnswerInput,
  },
  ({ ports, actor }, input) => answerDevice(ports, actor, input),
);
