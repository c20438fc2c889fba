import 'server-only';
import { resumeInterrupted } from '@/lib/setup/resume-interrupted';
import { ensurePracticeWorkspace } from './practice-workspace';
import { services } from './services';
import { stopWithProcess } from './stop-with-process';

/** Makes the practice workspace, and goes on with what a stopped process left half done. */
export async function startWork(): Promise<void> {
  const ports = await services();
  stopWithProcess(ports);
  if (!ports.env.areJobsOn) return;
  if (ports.env.practice) await ensurePracticeWorkspace(ports, ports.env.practice);
  await resumeInterrupted(ports);
  await ports.enqueue({ name: 'revocations' });
}
