import { AuthFrame } from '@/components/frame/auth-frame';
import { NotFoundView } from '@/components/frame/not-found-view';

export default function NotFound() {
  return (
    <AuthFrame>
      <NotFoundView />
    </AuthFrame>
  );
}
