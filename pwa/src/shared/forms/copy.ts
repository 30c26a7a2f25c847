import { defineCopy } from '@/shared/i18n/copy'

export const formsCopy = defineCopy(
  {
    yes: '是',
    no: '否',
    missing: '这一项要填',
    numberOdd: '请填一个数',
    dateOdd: '请选一个日子',
    phoneOdd: '这不像电话号码',
    tooLong: '太长了，请删掉一些',
    photoUploading: '照片还在上传，稍等一下',
    photoLost: '有照片没传上去，请重传或去掉它',
    photoWho: '不公开，只给审核和帮忙的人看',
    answerPhoto: '“{label}”的照片 {n}',
  },
  {
    yes: 'Yes',
    no: 'No',
    missing: 'This needs an answer',
    numberOdd: 'Please enter a number',
    dateOdd: 'Please choose a day',
    phoneOdd: 'This does not look like a phone number',
    tooLong: 'Too long, please shorten it',
    photoUploading: 'Photos are still uploading, one moment',
    photoLost: 'A photo was not uploaded. Try it again or remove it.',
    photoWho: 'Not public: only for those who review or help',
    answerPhoto: 'Photo {n} for “{label}”',
  },
)
