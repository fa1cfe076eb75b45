import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { useEffect, useState, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { Router, type BaseLocationHook } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Settings } from '#shared/domain/settings.ts'
import { createI18n } from '#renderer/i18n/i18n.ts'
import { createLeaveGuard, LeaveGuardContext } from '#renderer/workspace/leave-guard.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { cssVariables, theme } from './theme.ts'

interface ProvidersProps {
  colorScheme: Settings['colorScheme']
  /** Where the place in the window is kept; the part after # unless a test brings its own. */
  locationHook?: BaseLocationHook
  /** `test` does without transitions, which need a window that is painted. */
  env?: 'default' | 'test'
  children: ReactNode
}

/** The colour scheme lives in the settings of main, so Mantine keeps nothing of its own. */
function schemeOf(initial: Settings['colorScheme']) {
  return {
    get: () => initial,
    set: () => undefined,
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  }
}

/** Theme, texts, notifications, dialogs and the place in the window, for everything below. */
export function Providers({
  colorScheme,
  locationHook = useHashLocation,
  env = 'default',
  children,
}: ProvidersProps) {
  const [i18n] = useState(createI18n)
  const [manager] = useState(() => schemeOf(colorScheme))
  const [guard] = useState(createLeaveGuard)
  return (
    <MantineProvider
      env={env}
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={manager}
      defaultColorScheme={colorScheme}
    >
      <FollowColorScheme colorScheme={colorScheme} />
      <I18nextProvider i18n={i18n}>
        <ErrorBoundary>
          <LeaveGuardContext value={guard}>
            <Router hook={locationHook} aroundNav={guard.aroundNav}>
              <ModalsProvider>
                <Notifications position="bottom-right" limit={4} containerWidth={380} />
                {children}
              </ModalsProvider>
            </Router>
          </LeaveGuardContext>
        </ErrorBoundary>
      </I18nextProvider>
    </MantineProvider>
  )
}

function FollowColorScheme({ colorScheme }: { colorScheme: Settings['colorScheme'] }) {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  useEffect(() => {
    setColorScheme(colorScheme)
  }, [colorScheme, setColorScheme])
  return null
}
