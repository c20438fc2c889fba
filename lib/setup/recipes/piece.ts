import type { RenderedStatement } from '@/lib/iam/render/policy-text';
import type { AwsTarget, MakingWrite, PlannedStep } from '@/lib/ports';
import type { DraftFieldName } from '../schema';

/** What a piece shall be. */
type PieceContent =
  | {
      /** Made when it is not there. One that stands stays as it is. */
      kind: 'object';
      write: MakingWrite;
      /** What stands once it is made, as AWS tells it. */
      document: string;
      /** One that no plan of ours made is taken as it is, or ends the plan. */
      ifForeign: 'take' | 'refuse';
    }
  /** Ours alone: written whole. */
  | {
      kind: 'whole';
      text: string;
      /** What its object is made with; absent where nothing makes it. */
      placeholder?: string;
    }
  | {
      /** Statements of ours in a document that others may write in too. */
      kind: 'merged';
      statements: RenderedStatement[];
      /** Statements of ours that must not stand any more. */
      gone?: RenderedStatement[];
      /** What its object is made with; ours to replace whole. Null where nothing makes it. */
      placeholder: string | null;
    }
  | {
      /** One more audience of a provider that stands. */
      kind: 'listed';
      audience: string;
    }
  | {
      /** A grant of a crossing that is changed, and does not want it any more. */
      kind: 'gone';
      /** The whole text, where all of it is ours: it goes with its document. */
      alone: string | null;
      /** What comes back in its place; null for nothing. */
      back: string | null;
      /** Ours, in a document that others may write in too. */
      statements: RenderedStatement[];
    };

/**
 * One object or document at AWS that has to stand for a crossing. A recipe gives its pieces in
 * the order in which they are written, so that nobody gets in before everything stands; the
 * plan, the run, its undo and the exports know nothing else of it.
 */
export type Piece = Pick<PlannedStep, 'accountId' | 'side' | 'title' | 'target'> & {
  content: PieceContent;
  /** The field of the form at which a refusal is told. */
  field: DraftFieldName;
};

/** The role that a target is a part of; null for one that hangs on no role. */
export function roleOf(target: AwsTarget): string | null {
  switch (target.kind) {
    case 'trust':
    case 'managed-attachment':
    case 'role-tag':
      return target.roleName;
    case 'inline-policy':
    case 'principal-attachment':
      return target.principal === 'role' ? target.principalName : null;
    default:
      return null;
  }
}
