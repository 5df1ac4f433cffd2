// Files go up with progress, which fetch cannot tell: one XMLHttpRequest per file.
import { csrfHeader } from './client';
import { offline, problemOf } from './problem';
import type { UploadedPhoto } from './types';

export const photo_bytes_max = 20 * 1024 * 1024;

// A photo goes up as the part `photo` of a form, as the resident's page sends it.
export function uploadPhoto(file: File, progress: (share: number) => void): Promise<UploadedPhoto> {
  const form = new FormData();
  form.append('photo', file, file.name);
  return send('/api/v1/photos', form, progress) as Promise<UploadedPhoto>;
}
// Any other file goes up as it is.

export function upload(path: string, file: File, progress: (share: number) => void): Promise<unknown> {
  return send(path, file, progress);
}

function send(path: string, body: File | FormData, progress: (share: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    if (body instanceof File) request.setRequestHeader('Content-Type', body.type || 'application/octet-stream');
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(offline());
    request.onload = () => {
      let answer: unknown;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        answer = {};
      }
      if (request.status >= 200 && request.status < 300) resolve(answer);
      else reject(problemOf(request.status, answer));
    };
    request.send(body);
  });
}
