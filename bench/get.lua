-- wrk: GET one path with a cookie ("bare": none).
function init(arguments)
  path, cookie = arguments[1], arguments[2]
end
function request()
  local headers = {}
  if cookie ~= "bare" then headers["cookie"] = cookie end
  return wrk.format("GET", path, headers)
end
function done(summary, latency)
  io.write(string.format("RESULT %f %d %d %f %f\n", summary.requests / (summary.duration / 1000000),
    summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
