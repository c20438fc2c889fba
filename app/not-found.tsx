import { AuthFrame } from '@/components/frame/auth-frame';
import { NotFoundView } from '@/components/frame/not-found-view';
import { titled } from '@/components/frame/titled';

function NotFound() {
  return (
    <AuthFrame>
      <NotFoundView />
    </AuthFrame>
  );
}

export default titled('Not found', NotFound);
