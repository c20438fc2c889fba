'use client';

import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { DrawerSection } from '@/components/ui/drawer';
import { Select } from '@/components/ui/select';
import type { RoleCard } from '@/lib/credentials/schema';
import type { Limits } from './limits';
import { OpenConsoleForm } from './open-console-form';
import { regionsFor, SERVICE_OPTIONS } from './regions';

type ConsoleSectionProps = {
  role: RoleCard;
  endpoint: string;
  durationSeconds: number;
  limits: Limits;
  onOpened: () => void;
};

export function ConsoleSection({
  role,
  endpoint,
  durationSeconds,
  limits,
  onOpened,
}: ConsoleSectionProps) {
  const [service, setService] = useState('home');
  const [isSignOutFirst, setIsSignOutFirst] = useState(false);
  const [region, setRegion] = useState(role.region);
  const regions = regionsFor(role.roleArn, role.region);
  return (
    <DrawerSection>
      <OpenConsoleForm
        role={role}
        endpoint={endpoint}
        durationSeconds={durationSeconds}
        limits={limits}
        isSignOutFirst={isSignOutFirst}
        service={service}
        region={region}
        onOpened={onOpened}
        variant="primary"
        size="large"
        isWide
      />
      <div className="mt-2 grid items-center gap-2 text-sm text-muted max-sm:grid-cols-[auto_minmax(0,1fr)] sm:flex">
        <span aria-hidden="true">starts at</span>
        <Select
          label="Starts at"
          isLabelHidden
          options={SERVICE_OPTIONS}
          value={service}
          onChange={(key) => setService(String(key))}
          className="sm:w-40"
        />
        <span aria-hidden="true">in</span>
        <Select
          label="Region"
          isLabelHidden
          options={regions.map((id) => ({ id, label: id }))}
          value={region}
          onChange={(key) => setRegion(String(key))}
          className="sm:w-40"
        />
      </div>
      {role.roleArn.startsWith('arn:aws:') ? (
        <Checkbox
          className="mt-2"
          isSelected={isSignOutFirst}
          onChange={setIsSignOutFirst}
          description="When AWS says that you must first log out."
        >
          Sign out of AWS first
        </Checkbox>
      ) : null}
    </DrawerSection>
  );
}
