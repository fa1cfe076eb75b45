import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { useShownSection } from '#renderer/ui/show-section.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { AppearanceSection } from './appearance-section.tsx'
import { WorkspacesSection } from './workspaces-section.tsx'

interface SettingsPageProps {
  /** The section that it opens at, '' for the top; `new-workspace` asks for the name of one. */
  place: string
  connection: ReactNode
  backups: ReactNode
}

/** Settings of this computer and of the open workspace; other features bring the sections. */
export function SettingsPage({ place, connection, backups }: SettingsPageProps) {
  const t = useText('settings')
  const { info } = useApp()
  useShownSection(place)
  return (
    <Page title={t('title')}>
      {connection}
      <WorkspacesSection creating={place === 'new-workspace'} />
      {backups}
      <AppearanceSection />
      <Section title={t('about.title')}>
        <Stack gap="xs">
          <Text>{t('about.version', { version: info.version })}</Text>
          <Text c="dimmed">{t('about.stored')}</Text>
        </Stack>
      </Section>
    </Page>
  )
}
