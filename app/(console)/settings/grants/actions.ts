'use server';
import {
  GrantFileInput,
  ImportGrantsInput,
  RemoveGroupInput,
  SaveGroupInput,
} from '@/lib/credentials/grants/grant-schema';
import { importGrants, previewImport } from '@/lib/credentials/grants/import-grants';
import { removeGroup, saveGroup } from '@/lib/credentials/grants/save-group';
import { defineAction } from '@/lib/server/define-action';

export const saveGroupAction = defineAction(
  { permission: 'grant:manage', input: SaveGroupInput },
  ({ ports, actor }, input) => saveGroup(ports, actor, input),
);

export const removeGroupAction = defineAction(
  { permission: 'grant:manage', exempt: 'gives-nothing', input: RemoveGroupInput },
  ({ ports, actor }, input) => removeGroup(ports, actor, input),
);

export const previewImportAction = defineAction(
  { permission: 'grant:manage', exempt: 'gives-nothing', input: GrantFileInput },
  ({ ports, actor }, input) => previewImport(ports, actor, input),
);

export const importGrantsAction = defineAction(
  { permission: 'grant:manage', input: ImportGrantsInput },
  ({ ports, actor }, input) => importGrants(ports, actor, input),
);
