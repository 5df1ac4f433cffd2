// Files go up with progress, which fetch cannot tell: one XMLHttpRequest per file.
import { csrfHeader } from './client';
import { offline, problemOf } from './problem';
import type { UploadedPhoto } from './types';

export const photo_bytes_max = 20 * 1024 * 1024;

export function uploadPhoto(file: File, progress: (share: number) => void): Promise<UploadedPhoto> {
  return upload('/api/v1/photos', file, progress) as Promise<UploadedPhoto>;
}

export function upload(path: string, file: File, progress: (share: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(offline());
    request.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = {};
      }
      if (request.status >= 200 && request.status < 300) resolve(body);
      else reject(problemOf(request.status, body));
    };
    request.send(file);
  });
}
