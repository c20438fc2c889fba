'use client';

import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import {
  LIMIT_SERVICE_IDS,
  LIMIT_SERVICES,
  type LimitService,
} from '@/lib/credentials/limit-services';
import type { Limits } from './limits';

type LimitChoicesProps = {
  limits: Limits;
  onChange: (limits: Limits) => void;
  /** Where AWS sees this person; null when we cannot tell. */
  seenAddress: string | null;
  addressError?: string | undefined;
};

/** What a session shall not have of what the role has. */
export function LimitChoices(props: LimitChoicesProps) {
  const { limits, onChange } = props;
  return (
    <>
      <Checkbox
        isSelected={limits.isReadOnly}
        onChange={(isReadOnly) => onChange({ ...limits, isReadOnly })}
        description="What the role may do and AWS’s policy ReadOnlyAccess lets through."
      >
        Read only
      </Checkbox>
      <Services limits={limits} onChange={onChange} />
      <FromAddress {...props} />
    </>
  );
}

type PartProps = Pick<LimitChoicesProps, 'limits' | 'onChange'>;

function Services({ limits, onChange }: PartProps) {
  const { services } = limits;
  const toggled = (id: LimitService, isOn: boolean) =>
    isOn ? [...services, id] : services.filter((service) => service !== id);
  return (
    <fieldset>
      <legend className="mb-1 font-strong">Only these services</legend>
      <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
        {LIMIT_SERVICE_IDS.map((id) => (
          <Checkbox
            key={id}
            isSelected={services.includes(id)}
            onChange={(isOn) => onChange({ ...limits, services: toggled(id, isOn) })}
          >
            {LIMIT_SERVICES[id]}
          </Checkbox>
        ))}
      </div>
      <p className="mt-1 text-sm text-muted">
        None chosen means any. An encrypted bucket needs KMS beside S3.
      </p>
    </fieldset>
  );
}

function FromAddress({ limits, onChange, seenAddress, addressError }: LimitChoicesProps) {
  return (
    <div className="grid items-end gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <Field
        label="Only from"
        isMono
        isOptional
        value={limits.fromIp}
        onChange={(fromIp) => onChange({ ...limits, fromIp })}
        placeholder="203.0.113.7 or 203.0.113.0/24"
        autoComplete="off"
        spellCheck="false"
        error={addressError}
        description="Calls that pass a VPC endpoint are refused as well: they carry no public address."
      />
      {seenAddress ? (
        <Button size="row" onPress={() => onChange({ ...limits, fromIp: seenAddress })}>
          Here, {seenAddress}
        </Button>
      ) : null}
    </div>
  );
}
