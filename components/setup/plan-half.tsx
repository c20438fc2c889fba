'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Tabs } from '@/components/ui/tabs';
import type { OwnerHalfView } from '@/lib/setup/handshake/schema';
import { FORMATS } from './export-formats';
import { HalfLinks } from './half-links';
import { NotHere } from './not-here';
import type { PlanModel, PlanPageProps } from './use-plan';

type PlanHalfProps = {
  model: PlanModel;
  page: PlanPageProps;
  half: OwnerHalfView;
  onUndo: () => void;
};

/** The half that somebody else runs: how to hand it over, and whether it is there. */
export function PlanHalf({ model, page, half, onUndo }: PlanHalfProps) {
  const { state } = model.plan;
  const isOver = state === 'undone' || state === 'undoing' || state === 'left';
  return (
    <section aria-labelledby="plan-half" className="card grid min-w-0 gap-4 p-4 sm:p-6">
      <div className="grid gap-1">
        <h2 id="plan-half" className="text-lg">
          {isOver
            ? `What ${half.accountName} may take back`
            : `${half.isWhole ? 'The role' : 'The half'} of ${half.accountName}`}
        </h2>
        <p className="text-muted">{isOver ? sayOver(half) : sayHalf(half)}</p>
      </div>
      {state === 'waiting' ? <Waiting model={model} half={half} onUndo={onUndo} /> : null}
      <HalfLinks page={page} links={half.links} isOver={isOver || state === 'replaced'} />
      {isOver ? <Undo half={half} /> : <Commands half={half} />}
    </section>
  );
}

const sayOver = ({ isChange }: OwnerHalfView): string =>
  isChange
    ? 'This plan has ended. If its owner ran the difference, these commands take it back.'
    : 'This plan has ended. If its owner ran this half, these commands remove it.';

function sayHalf({ isFirst, isWhole, isChange }: OwnerHalfView): string {
  if (isChange)
    return 'No connection to this account, so its owner runs the difference. A link shows them what their half said and shall say, and nothing else; they need no account here.';
  if (isWhole)
    return 'No connection to this account, so its owner makes the role. A link shows them what to run and nothing else; they need no account here.';
  const order = isFirst
    ? ' It makes the role that ours names: ours is written by itself once the role is there.'
    : '';
  return `No connection to this account, so its owner runs this half. A link shows them this half and nothing else; they need no account here.${order}`;
}

function Waiting({ model, half, onUndo }: Omit<PlanHalfProps, 'page'>) {
  return (
    <Banner
      tone="info"
      title={`Waiting for the owner of ${half.accountName}`}
      action={
        <span className="flex flex-wrap gap-2">
          <Button
            size="small"
            isPending={model.pending === 'check'}
            pendingText="Asking…"
            onPress={() => void model.act('check')}
          >
            Check now
          </Button>
          {half.canConfirm && !half.confirmed ? (
            <Button
              size="small"
              isPending={model.pending === 'confirm'}
              pendingText="Noting it…"
              onPress={() => void model.act('confirm')}
            >
              Its owner has run it
            </Button>
          ) : null}
          <Button size="small" variant="quiet" onPress={onUndo}>
            {half.isWhole ? 'Give it up…' : 'Undo our half…'}
          </Button>
        </span>
      }
    >
      <p role="status">{model.plan.progress ?? 'It is looked for by itself.'}</p>
    </Banner>
  );
}

function Commands({ half }: { half: OwnerHalfView }) {
  const files = half.files.map(({ format, text }) => ({
    id: format,
    label: FORMATS[format].title,
    content: (
      <div className="grid min-w-0 gap-2.5">
        <NotHere format={format} text={text} />
        <Copyable text={text} what={FORMATS[format].title} />
      </div>
    ),
  }));
  const test = half.test && {
    id: 'test',
    label: 'Its test',
    content: <Copyable text={half.test} what="the test" />,
  };
  const undo = {
    id: 'undo',
    label: 'Its undo',
    content: <Copyable text={half.undo} what="the undo" />,
  };
  return (
    <details className="min-w-0">
      <summary className="cursor-pointer font-strong">
        The commands, to be run by its owner
      </summary>
      <Tabs
        className="pt-3"
        label="Commands for its owner"
        items={[...files, ...(test ? [test] : []), undo]}
      />
    </details>
  );
}

const Undo = ({ half }: { half: OwnerHalfView }) => (
  <Copyable text={half.undo} what="the undo" />
);

const Copyable = ({ text, what }: { text: string; what: string }) => (
  <div className="grid min-w-0 gap-2.5">
    <div>
      <CopyButton text={text} what={what} size="row" />
    </div>
    <CodeBlock>{text}</CodeBlock>
  </div>
);
