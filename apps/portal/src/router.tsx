import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { BrokenPage } from './pages/BrokenPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { Shell } from './shell/Shell.tsx';
import { WaitingFace } from './ui/WaitingFace.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: BrokenPage });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/test-centre', replace: true });
  },
});

const testCentre = createRoute({
  getParentRoute: () => root,
  path: '/test-centre',
  component: lazyRouteComponent(() => import('./pages/test-centre/TestCentrePage.tsx'), 'TestCentrePage'),
});

const live = createRoute({
  getParentRoute: () => root,
  path: '/live',
  component: lazyRouteComponent(() => import('./pages/live/LivePage.tsx'), 'LivePage'),
});

/** Each page is a file of its own, fetched when somebody goes there. */
export function createPortalRouter() {
  return createRouter({
    routeTree: root.addChildren([start, testCentre, live]),
    defaultPendingComponent: WaitingFace,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPortalRouter>;
  }
}
