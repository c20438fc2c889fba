import type { BankView, DeckState, ProofNodeView } from '@/lib/core/views';
import { AccountIdText } from '../ui/account-id-text';
import { SaidText } from '../ui/said-text';
import { Deck } from './deck';
import { ProofCode } from './proof-code';
import { blockingNode, matchedLines, verdictWords } from './proof-words';

export type ProofSpineProps = {
  nodes: readonly ProofNodeView[];
  deck: DeckState;
  /** Who starts across. */
  start?: BankView | null | undefined;
  /** Where they land, or would. */
  end?: BankView | null | undefined;
  /** The node that refuses, where that is known; else the first that denies or is silent. */
  blockingId?: string | null | undefined;
};

/** The bridge walked downwards: one node a policy, each with the lines that decided. */
export function ProofSpine({ nodes, deck, start, end, blockingId }: ProofSpineProps) {
  const blocked = blockingId ?? blockingNode(nodes, deck)?.id;
  return (
    <ol className="proof">
      {start ? <EndNode bank={start} deck={deck} /> : null}
      {nodes.map((node) => (
        <PolicyNode
          key={node.id}
          node={node}
          deck={deck}
          isBlocking={node.id === blocked}
        />
      ))}
      {end ? <EndNode bank={end} deck={deck} isMissed={deck === 'denied'} /> : null}
    </ol>
  );
}

type SpineProps = { deck: DeckState; isCut?: boolean | undefined };

function Spine({ deck, isCut }: SpineProps) {
  const uncut = deck === 'denied' ? 'works' : deck;
  return (
    <span className="proof-spine">
      <Deck state={isCut ? 'denied' : uncut} cutAt={70} isSilent />
    </span>
  );
}

type PolicyNodeProps = { node: ProofNodeView; deck: DeckState; isBlocking: boolean };

function PolicyNode({ node, deck, isBlocking }: PolicyNodeProps) {
  const { mark, words } = verdictWords[node.verdict];
  const look = isBlocking ? 'no' : verdictWords[node.verdict].look;
  const lines = matchedLines(node.lines);
  const source = [node.where, lines].filter(Boolean).join(', ');
  return (
    <li>
      <Spine deck={node.verdict === 'not-read' ? 'untested' : deck} isCut={isBlocking} />
      <span className="proof-node" data-look={look} aria-hidden="true">
        {isBlocking ? '×' : mark}
      </span>
      <div className="proof-head">
        <h3>{node.title}</h3>
        <span className="proof-verdict" data-look={look}>
          {words}
        </span>
      </div>
      <p>
        <SaidText text={node.sentence} />
      </p>
      {source ? <p className="text-sm text-muted wrap-anywhere">{source}</p> : null}
      {node.lines.length > 0 ? <ProofCode lines={node.lines} look={look} /> : null}
    </li>
  );
}

type EndNodeProps = { bank: BankView; deck: DeckState; isMissed?: boolean | undefined };

function EndNode({ bank, deck, isMissed }: EndNodeProps) {
  return (
    <li>
      <Spine deck={deck} />
      <span
        className="proof-node"
        data-shape={bank.shape}
        data-production={bank.isProduction || undefined}
        aria-hidden="true"
      />
      <div className="proof-head">
        <p>
          <b>{bank.title}</b> {bank.subtitle}{' '}
          {bank.accountId ? <AccountIdText id={bank.accountId} /> : null}
          {isMissed ? <span className="text-muted"> is not reached</span> : null}
        </p>
      </div>
    </li>
  );
}
