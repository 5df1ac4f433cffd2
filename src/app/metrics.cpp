#include "app/metrics.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>

namespace app {

namespace {

void line(std::string& out, std::string_view name, std::string_view type, std::string_view about, double value) {
  out += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3:.15g}\n", name, type, about, value);
}

double resident_bytes() {
  long pages_total = 0;
  long pages = 0;
  if (std::FILE* f = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(f, "%ld %ld", &pages_total, &pages) != 2) pages = 0;
    std::fclose(f);
  }
  return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double cpu_seconds() {
  rusage use{};
  ::getrusage(RUSAGE_SELF, &use);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  return seconds(use.ru_utime) + seconds(use.ru_stime);
}

}  // namespace

void RequestTimes::note(int status, std::int64_t micros) {
  Class& c = classes_[static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1)];
  std::size_t bucket = 0;
  while (bucket < bounds_s.size() && static_cast<double>(micros) / 1e6 > bounds_s[bucket]) ++bucket;
  ++c.buckets[bucket];
  ++c.count;
  c.micros += static_cast<std::uint64_t>(std::max<std::int64_t>(0, micros));
}

void RequestTimes::write(std::string& out) const {
  out += "# HELP red_request_seconds Time from a whole request to its answer.\n# TYPE red_request_seconds histogram\n";
  for (std::size_t i = 0; i < classes_.size(); ++i) {
    const Class& c = classes_[i];
    if (c.count == 0) continue;
    std::uint64_t below = 0;
    for (std::size_t b = 0; b < bounds_s.size(); ++b) {
      below += c.buckets[b];
      out += fmt::format("red_request_seconds_bucket{{status=\"{}xx\",le=\"{}\"}} {}\n", i + 1, bounds_s[b], below);
    }
    out += fmt::format("red_request_seconds_bucket{{status=\"{}xx\",le=\"+Inf\"}} {}\n", i + 1, c.count.load());
    out += fmt::format("red_request_seconds_sum{{status=\"{}xx\"}} {:.6f}\n", i + 1, static_cast<double>(c.micros.load()) / 1e6);
    out += fmt::format("red_request_seconds_count{{status=\"{}xx\"}} {}\n", i + 1, c.count.load());
  }
}

std::string metrics_text(const RequestTimes& times, const http::Metrics& edge, const store::Stats& store, const store::SealerStats& sealer) {
  const auto number = [](auto v) { return static_cast<double>(v); };
  std::string out;
  times.write(out);
  line(out, "red_requests_total", "counter", "Requests whose head was read.", number(edge.requests));
  line(out, "red_answers_5xx_total", "counter", "Answers with a server error.", number(edge.answered_5xx));
  line(out, "red_rejected_full_total", "counter", "Requests turned away because the queue was full.", number(edge.rejected_full));
  line(out, "red_queue", "gauge", "Requests that wait for a worker.", number(edge.queue));
  line(out, "red_connections", "gauge", "Open connections.", number(edge.connections));
  line(out, "red_event_streams", "gauge", "Open event streams.", number(edge.event_streams));
  line(out, "red_bytes_in_total", "counter", "Bytes read.", number(edge.bytes_in));
  line(out, "red_bytes_out_total", "counter", "Bytes written.", number(edge.bytes_out));
  line(out, "red_store_units_total", "counter", "Write units begun.", number(store.units));
  line(out, "red_store_units_refused_total", "counter", "Units that ended in a refusal.", number(store.refused));
  line(out, "red_store_conflicts_total", "counter", "Units run again after a conflict.", number(store.conflicts));
  line(out, "red_store_groups_total", "counter", "Group commits.", number(store.groups));
  line(out, "red_store_snapshots_total", "counter", "Snapshots read.", number(store.snapshots));
  line(out, "red_store_statements_total", "counter", "SQL statements.", number(store.statements));
  line(out, "red_store_queued", "gauge", "Units that wait for the writer.", number(store.queued));
  line(out, "red_sealed_total", "counter", "Journal rows sealed by this process.", number(sealer.sealed));
  line(out, "red_sealer_failed_rounds_total", "counter", "Sealing rounds that failed.", number(sealer.failed_rounds));
  line(out, "red_sealer_leads", "gauge", "1 when this process seals at least one district.", sealer.leads ? 1 : 0);
  line(out, "process_resident_memory_bytes", "gauge", "Resident memory.", resident_bytes());
  line(out, "process_cpu_seconds_total", "counter", "CPU time.", cpu_seconds());
  return out;
}

}  // namespace app
