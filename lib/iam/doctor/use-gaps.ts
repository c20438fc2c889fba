import { parseArn } from '@/lib/core/arn';
import type { Answer, LayerProof } from '../answer';
import { evaluate } from '../evaluate/evaluate';
import { ownerOf } from '../facts/owner-of';
import type { WorldFacts } from '../facts/world-facts';
import { type Half, halvesLacking, otherRefusal } from './missing-halves';
import { type Need, needsOf } from './needs';
import { refusingLayer } from './refusing-layer';

/** A use of a bucket or a key by a user or role. */
export type Use = {
  who: string;
  action: string;
  resource: string;
  /** Of a key: S3 asks for it on behalf of the caller, and nothing more is given. */
  isThroughS3?: true | undefined;
};

/** A statement that is missing for a use. */
export type Gap = {
  need: Need;
  half: Exclude<Half, 'trust'>;
  /** Within one account the policy of the resource would do in place of the caller's own. */
  isEither: boolean;
};

export type UseGaps = {
  asked: { need: Need; answer: Answer }[];
  gaps: Gap[];
  /** Something is refused that no statement mends. */
  isStuck: boolean;
  /** What refuses there; null where nothing does for sure. */
  other: LayerProof | null;
};

const PLACE = /^arn:aws[a-z-]*:(?:s3:::[a-z0-9][a-z0-9.-]+|kms:[a-z0-9-]+:\d{12}:key\/)/;
/** In a policy these stand for more than one resource. */
const PATTERN = /[*?]|\$\{/;

/** Whether it is of one bucket, object or key, which have policies of their own. */
export const isOfBucketOrKey = ({
  action,
  resource,
}: Pick<Use, 'action' | 'resource'>): boolean =>
  /^(?:s3|kms):[a-z]+$/i.test(action) &&
  PLACE.test(resource) &&
  !PATTERN.test(resource) &&
  parseArn(resource)?.service === action.split(':')[0]?.toLowerCase();

/** The statements that are missing before somebody may use a bucket or a key, by a reading. */
export function gapsOf(world: WorldFacts, { who, ...use }: Use): UseGaps {
  const asked = needsOf(world, use).map((need) => {
    const { isThroughS3: _, ...question } = need;
    const principal = { AWS: who };
    return {
      need,
      answer: evaluate(world, { ...question, principal, unknownKeys: 'assume-unknown' }),
    };
  });
  const judged = asked.map(({ need, answer }) => {
    const isAcross = parseArn(who)?.accountId !== ownerOf(world, need.resource);
    const halves = halvesLacking(answer, isAcross);
    const gaps = halves.flatMap((half): Gap[] =>
      half === 'trust'
        ? []
        : [{ need, half, isEither: half === 'identity' && !isAcross }],
    );
    return { answer, gaps };
  });
  const stuck = judged.filter(
    ({ answer, gaps }) =>
      answer.decision === 'deny' && (gaps.length === 0 || otherRefusal(answer) !== null),
  );
  const others = stuck.map(({ answer }) => otherRefusal(answer) ?? refusingLayer(answer));
  return {
    asked,
    gaps: judged.flatMap(({ gaps }) => gaps),
    isStuck: stuck.length > 0,
    other: others.find((proof) => proof !== null) ?? null,
  };
}

/** Each gap in the half that is written: the caller's own where either would do, and can be. */
export const settleGaps = (gaps: Gap[], isCallerWritten: boolean): Gap[] =>
  gaps.map((gap) =>
    gap.isEither && !isCallerWritten ? { ...gap, half: 'resource' } : gap,
  );
