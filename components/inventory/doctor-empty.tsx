'use client';

import { RowGlyph } from '@/components/bridge/row-glyph';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

const EXAMPLE =
  'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::123456789012:user/example is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::210987654321:role/example because no identity-based policy allows the sts:AssumeRole action';

/** What can be pasted, before anything is. */
export function DoctorEmpty({ onTry }: { onTry: (message: string) => void }) {
  return (
    <EmptyState
      title="Nothing pasted yet"
      picture={<RowGlyph left="trusted" state="denied" isSilent />}
      actions={
        <Button size="row" onPress={() => onTry(EXAMPLE)}>
          Try an example
        </Button>
      }
    >
      Messages of STS, S3, KMS, IAM and EC2 are read, whole or inside a log: a line of the
      command line, an XML body, a stack trace, a CloudTrail event. Where AWS leaves out
      who asked or on what, you can add it.
    </EmptyState>
  );
}
