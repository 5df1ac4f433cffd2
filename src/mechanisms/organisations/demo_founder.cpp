#include "mechanisms/organisations/demo_founder.hpp"

#include <fmt/format.h>

namespace organisations {
namespace {

constexpr std::string_view surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
                                         "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏"};
constexpr std::string_view given[] = {"建国", "秀英", "志强", "丽华", "海燕", "永红", "晓明", "国庆", "桂兰", "俊杰", "春梅", "文斌", "玉珍", "卫东",
                                      "雪梅", "振华", "淑芳", "宏伟", "爱民", "红霞", "立新", "玉兰", "学军", "艳萍", "保平", "慧敏", "守义", "晋生",
                                      "晓东", "建平", "秋菊", "小龙", "彩云", "国强", "丽娟", "志远", "佳慧", "文静", "子健", "润生", "雅琴", "凤英",
                                      "天佑", "金花", "明亮", "瑞芳", "新民", "晓红", "福生", "静怡", "浩然", "润梅", "跃进"};

}  // namespace

base::Result<base::OrgUnitId> Founder::office(people::OrgTree tree, std::string kind, std::string code, std::string name, std::string name_en,
                                              base::OrgUnitId parent, base::AreaId area) {
  return people::create_org_unit(unit_, record_, {.tree = tree, .kind = std::move(kind), .code = std::move(code), .name = std::move(name),
                                                  .name_en = std::move(name_en), .parent = parent, .area = area, .valid_from = demo_holds_from});
}

base::Result<base::PersonId> Founder::someone() {
  // 41 and 53 have no common divisor: names repeat after 2,173 persons only.
  const auto n = static_cast<std::size_t>(counters_.persons++);
  const auto& family = surnames[n * 7 % std::size(surnames)];
  const auto& own = given[n * 11 % std::size(given)];
  return people::create_person(unit_, record_, {.name = fmt::format("{}{}（示例）", family, own),
                                                .phone = base::Phone::parse(fmt::format("1380000{:04}", n + 1)), .note = {}, .example = true});
}

base::Result<base::PostId> Founder::post(base::OrgUnitId office, std::string kind, std::string name, base::AreaId area, base::CivilDate from) {
  return people::create_post(unit_, record_, grants_, {.org_unit = office, .kind = std::move(kind), .name = std::move(name), .area = area, .valid_from = from});
}

base::Result<people::AppointmentId> Founder::appoint(base::PostId post, base::PersonId person, base::CivilDate from, std::optional<base::CivilDate> to) {
  return people::appoint(unit_, record_, grants_, {.post = post, .person = person, .from = from, .to = to});
}

base::Done Founder::seat(base::OrgUnitId office, std::string kind, std::string name, base::PersonId person, base::AreaId area, base::CivilDate from) {
  TRY(made, post(office, std::move(kind), std::move(name), area, from));
  TRY(appointment, appoint(made, person, from));
  static_cast<void>(appointment);
  return {};
}

base::Result<base::PersonId> Founder::seat_new(base::OrgUnitId office, std::string kind, std::string name, base::AreaId area, base::CivilDate from) {
  TRY(person, someone());
  TRY_DO(seat(office, std::move(kind), std::move(name), person, area, from));
  return person;
}

base::Done Founder::on_leave(people::AppointmentId appointment, base::PersonId deputy, base::CivilDate from, base::CivilDate to, std::string reason) {
  TRY(id, people::appoint_deputy(unit_, record_, grants_, {.appointment = appointment, .person = deputy, .from = from, .to = to, .reason = std::move(reason)}));
  static_cast<void>(id);
  return {};
}

std::string without_note(const territory::Area& area) { return area.name.substr(0, area.name.find("（")); }
std::string without_note_en(const territory::Area& area) { return area.name_en.substr(0, area.name_en.find(" (")); }

}  // namespace organisations
