import { defineCopy } from '@/shared/i18n/copy'

export const invitationCopy = defineCopy(
  { signIn: '登录', becomeVolunteer: '登记做志愿者', seeMine: '看我的登记' },
  { signIn: 'Sign in', becomeVolunteer: 'Become a volunteer', seeMine: 'My registration' },
)
