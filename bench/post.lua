-- wrk: POST reports, each with a client_ref of its own. Arguments: path, "bare" or cookie and csrf token, area id.
local path, cookie, csrf, area = nil, nil, nil, nil
local count, thread_number = 0, 0

function setup(thread)
  thread:set("number", thread_number)
  thread_number = thread_number + 1
end

function init(arguments)
  path, cookie, csrf, area = arguments[1], arguments[2], arguments[3], arguments[4]
  run = arguments[5]
  errors = 0
end

function request()
  count = count + 1
  local body = string.format(
    '{"client_ref":"bench-%s-%d-%d","title":"槐园东门第 %d 号井盖松动","description":"车压过去会响，夜里看不见","place":"东门外二十米","category":"p-01-01","area_id":"%s"}',
    run, number, count, count, area)
  local headers = { ["content-type"] = "application/json" }
  if cookie ~= "bare" then
    headers["cookie"] = cookie
    headers["x-csrf-token"] = csrf
  end
  return wrk.format("POST", path, headers, body)
end

function response(status)
  if status ~= 201 then errors = errors + 1 end
end

function done(summary, latency)
  io.write(string.format("RESULT %f %d %d %f %f\n", summary.requests / (summary.duration / 1000000),
    summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
