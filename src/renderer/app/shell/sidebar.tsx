import { Tooltip, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconArrowsLeftRight,
  IconArrowsSplit2,
  IconFileImport,
  IconSettings,
  IconTags,
  IconUsers,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { Link, useLocation } from 'wouter'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { keysText } from '#renderer/ui/keys.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useSyncCounts } from '#renderer/workspace/use-sync-counts.ts'
import classes from './shell.module.css'

interface NavLinkProps {
  to: string
  label: string
  keys: string
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>
  /** How many things there need a person. */
  badge?: number
  /** The place within that has a link of its own. */
  apart?: string
}

/** The places of the window. Icons only where the window is narrow. */
export function Sidebar() {
  const t = useText('shell')
  const c = useText('conflicts')
  const { needsYou, conflicts } = useSyncCounts()
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      <NavLink to={paths.customers} label={t('nav.customers')} keys="mod 1" icon={IconUsers} />
      <NavLink to={paths.skuMappings} label={t('nav.skuMappings')} keys="mod 2" icon={IconTags} />
      <NavLink to={paths.imports} label={t('nav.imports')} keys="mod 3" icon={IconFileImport} />
      <NavLink
        to={paths.sync}
        label={t('nav.sync')}
        keys="mod 4"
        icon={IconArrowsLeftRight}
        // What is to be decided has a place and a number of its own.
        badge={needsYou - conflicts}
        {...(conflicts > 0 ? { apart: paths.conflicts } : {})}
      />
      {conflicts > 0 && (
        <NavLink
          to={paths.conflicts}
          label={c('links.nav')}
          keys="mod 5"
          icon={IconArrowsSplit2}
          badge={conflicts}
        />
      )}
      <div className={classes.navEnd}>
        <NavLink to={paths.settings} label={t('nav.settings')} keys="mod ," icon={IconSettings} />
      </div>
    </nav>
  )
}

function NavLink({ to, label, keys, icon: Icon, badge = 0, apart }: NavLinkProps) {
  const t = useText('shell')
  const { count } = useFormats()
  const [location] = useLocation()
  const narrow = useMediaQuery('(max-width: 68.74em)')
  const isOwn = apart === undefined || !location.startsWith(apart)
  const within = location.startsWith(`${to}/`) && isOwn
  const current = location === to || within
  return (
    <Tooltip label={`${label} (${keysText(keys)})`} position="right" disabled={!narrow}>
      <Link to={to} className={classes.link} aria-current={current ? 'page' : undefined}>
        <span className={classes.linkIcon} aria-hidden>
          <Icon size={17} stroke={1.7} />
        </span>
        <span className={classes.linkText}>{label}</span>
        {badge > 0 && (
          <span className={classes.badge}>
            <span aria-hidden>{badge > 999 ? '999+' : count(badge)}</span>
            <VisuallyHidden>{t('nav.needsYou', { count: badge })}</VisuallyHidden>
          </span>
        )}
      </Link>
    </Tooltip>
  )
}
