import {
  IconAlertCircle,
  IconCheck,
  IconCircleFilled,
  IconClock,
  IconCloudOff,
  IconDeviceLaptop,
  IconPlayerPause,
  IconRefresh,
} from '@tabler/icons-react'
import { Tooltip } from '@mantine/core'
import { Link } from 'wouter'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useSyncStatus } from '#renderer/workspace/use-sync-status.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { indicatorState, type IndicatorState } from './indicator-state.ts'
import classes from './sync-status.module.css'
import { useSyncCounts } from '#renderer/workspace/use-sync-counts.ts'

const ICONS = {
  starting: IconRefresh,
  inStep: IconCheck,
  syncing: IconRefresh,
  syncingCount: IconRefresh,
  firstRead: IconRefresh,
  firstReadCount: IconRefresh,
  offline: IconCloudOff,
  offlineWaiting: IconCloudOff,
  waiting: IconCircleFilled,
  paused: IconPlayerPause,
  pausedWaiting: IconPlayerPause,
  needsYou: IconAlertCircle,
  confirm: IconAlertCircle,
  signIn: IconAlertCircle,
  backOff: IconClock,
} as const satisfies Record<IndicatorState['text'], unknown>

/** How sync stands, in the header; leads to the Sync page. */
export function SyncIndicator() {
  const t = useText('shell')
  const { count: countText } = useFormats()
  const { capabilities } = useWorkspace()
  const status = useSyncStatus()
  const { waiting, needsYou } = useSyncCounts()
  if (capabilities === null) {
    return (
      <span className={classes.local}>
        <IconDeviceLaptop size={15} stroke={1.7} aria-hidden />
        {t('indicator.local')}
      </span>
    )
  }
  const state = indicatorState(status, waiting, needsYou)
  const Icon = ICONS[state.text]
  const words = t(`indicator.${state.text}`, {
    count: state.count,
    shown: countText(state.count),
    remote: capabilities.displayName,
  })
  return (
    <Tooltip label={capabilities.displayName}>
      <Link
        to={paths.sync}
        className={classes.indicator}
        data-tone={state.tone}
        aria-label={t('indicator.label', { state: words })}
        data-testid="sync-indicator"
      >
        <Icon size={state.text === 'waiting' ? 9 : 15} stroke={1.9} aria-hidden />
        {words}
      </Link>
    </Tooltip>
  )
}
