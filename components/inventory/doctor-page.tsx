'use client';

import clsx from 'clsx';
import { PageHeader } from '@/components/frame/page-header';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { TextAreaField } from '@/components/ui/text-area-field';
import { NOTHING_TOLD } from '@/lib/core/told-bucket';
import { DiagnosisPanel } from './diagnosis-panel';
import { DoctorEmpty } from './doctor-empty';
import type { PlanMend } from './mend-plan';
import { TokenDoctorPanel } from './token-doctor';
import { ToldBucketFields } from './told-bucket-fields';
import { type DoctorState, useDoctor } from './use-doctor';

type DoctorPageProps = {
  diagnosesUrl: string;
  tokenUrl: string;
  searchUrl: string;
  /** Null for those who may make no plan. */
  planMend: PlanMend | null;
};

type AnswerProps = { doctor: DoctorState } & Pick<DoctorPageProps, 'planMend'>;

/** Paste what AWS refused and see which gate it was. */
export function DoctorPage({ diagnosesUrl, planMend, ...token }: DoctorPageProps) {
  const doctor = useDoctor(diagnosesUrl);
  return (
    <>
      <PageHeader
        title="Doctor"
        kicker={
          <>
            <a href="/access">Access</a> / Doctor
          </>
        }
        lead="Paste an access denied message of AWS, as the command line, an SDK or Terraform printed it, or a token that it did not take. The console says which policy refused, where it stands and what would mend it. The message is not kept."
      />
      <Tabs
        label="What was refused"
        className="mt-5"
        items={[
          {
            id: 'message',
            label: 'Message',
            content: <MessageDoctor doctor={doctor} planMend={planMend} />,
          },
          {
            id: 'token',
            label: 'Web identity token',
            content: <TokenDoctorPanel {...token} planMend={planMend} />,
          },
        ]}
      />
    </>
  );
}

function MessageDoctor({ doctor, planMend }: AnswerProps) {
  return (
    <div className="grid items-start gap-8 pt-4 xl:grid-cols-[minmax(0,420px)_minmax(0,1fr)]">
      <MessageForm doctor={doctor} />
      <div
        aria-busy={doctor.isAsking}
        className={clsx('min-w-0', doctor.isAsking && doctor.view && 'opacity-60')}
      >
        <Answer doctor={doctor} planMend={planMend} />
      </div>
    </div>
  );
}

function MessageForm({ doctor }: { doctor: DoctorState }) {
  const { question, change, clear, isEmpty, view } = doctor;
  const asked = view?.missing ?? [];
  const isAdding =
    asked.length > 0 ||
    [question.principal, question.action, question.resource].some((text) => text !== '');
  return (
    <div className="grid gap-4 xl:sticky xl:top-20">
      <TextAreaField
        label="Message"
        isMono
        rows={8}
        autoFocus
        value={question.message}
        onChange={(message) => change({ message })}
        placeholder="An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:… is not authorized to perform: …"
      />
      {isAdding ? <MissingFields doctor={doctor} /> : null}
      {view?.askedBucket ? (
        <ToldBucketFields
          asked={view.askedBucket}
          told={question.told ?? NOTHING_TOLD}
          onChange={(told) => change({ told })}
        />
      ) : null}
      {isEmpty ? null : (
        <div>
          <Button size="row" onPress={clear}>
            Clear
          </Button>
        </div>
      )}
    </div>
  );
}

/** What the message leaves out; shown as soon as something is missing. */
function MissingFields({ doctor: { question, change, view } }: { doctor: DoctorState }) {
  const { principal = null, action = null, resource = null } = view?.read ?? {};
  return (
    <fieldset className="grid gap-4 border-0 p-0">
      <legend className="mb-2 text-sm text-muted">What the message does not say</legend>
      <Field
        label="Who asked"
        isMono
        value={question.principal}
        placeholder={principal ?? 'arn:aws:sts::111122223333:assumed-role/ci/run'}
        onChange={(text) => change({ principal: text.trim() })}
      />
      <Field
        label="Action"
        isMono
        value={question.action}
        placeholder={action ?? 's3:GetObject'}
        onChange={(text) => change({ action: text.trim() })}
      />
      <Field
        label="Resource"
        isMono
        value={question.resource}
        placeholder={resource ?? 'arn:aws:s3:::app-logs/logs/a.txt'}
        onChange={(text) => change({ resource: text.trim() })}
      />
    </fieldset>
  );
}

function Answer({ doctor, planMend }: AnswerProps) {
  const { isEmpty, view, error, isAsking, retry } = doctor;
  if (isEmpty) return <DoctorEmpty onTry={(message) => doctor.change({ message })} />;
  if (error && !isAsking)
    return (
      <Banner
        tone="danger"
        title="The message could not be looked at"
        isAnnounced
        action={
          <Button size="small" onPress={retry}>
            Try again
          </Button>
        }
      >
        {error}
      </Banner>
    );
  if (!view) return <SkeletonRows rowCount={5} label="Asking every policy…" />;
  if (view.diagnosis)
    return (
      <DiagnosisPanel diagnosis={view.diagnosis} read={view.read} planMend={planMend} />
    );
  return (
    <Banner tone="warn" title="Something is missing" isAnnounced>
      {view.missingSentence}
    </Banner>
  );
}
