#include "mechanisms/divisions/demo_names.hpp"

#include <string>

namespace divisions {
namespace {

constexpr DemoName communities[] = {
    {"和平", "Heping"}, {"新华", "Xinhua"}, {"胜利", "Shengli"}, {"建设", "Jianshe"}, {"文化", "Wenhua"}, {"友谊", "Youyi"}, {"前进", "Qianjin"},
    {"光明", "Guangming"}, {"幸福", "Xingfu"}, {"团结", "Tuanjie"}, {"红星", "Hongxing"}, {"东风", "Dongfeng"}, {"向荣", "Xiangrong"}, {"康乐", "Kangle"},
    {"锦绣", "Jinxiu"}, {"怡园", "Yiyuan"}, {"翠园", "Cuiyuan"}, {"金桥", "Jinqiao"}, {"永安", "Yong'an"}, {"泰和", "Taihe"}, {"丰泽", "Fengze"},
    {"春晖", "Chunhui"}, {"朝阳", "Chaoyang"}, {"晨光", "Chenguang"}, {"景明", "Jingming"}, {"兴盛", "Xingsheng"}, {"福寿", "Fushou"}, {"长宁", "Changning"},
    {"安居", "Anju"}, {"静园", "Jingyuan"}, {"玉泉", "Yuquan"}, {"清泉", "Qingquan"}, {"柳溪", "Liuxi"}, {"梧桐", "Wutong"}, {"银杏", "Yinxing"},
    {"丁香", "Dingxiang"}, {"海棠", "Haitang"}, {"桂园", "Guiyuan"}, {"松园", "Songyuan"}, {"竹园", "Zhuyuan"}, {"梅园", "Meiyuan"}, {"兰亭", "Lanting"},
    {"荷塘", "Hetang"}, {"枫林", "Fenglin"}, {"杏林", "Xinglin"}, {"榆园", "Yuyuan"}, {"桃园", "Taoyuan"}, {"梨园", "Liyuan"}, {"樱园", "Yingyuan"},
    {"菊园", "Juyuan"}, {"绿洲", "Lüzhou"}, {"北苑", "Beiyuan"}, {"南苑", "Nanyuan"}, {"东苑", "Dongyuan"}, {"西苑", "Xiyuan"}, {"中苑", "Zhongyuan"},
    {"汾滨", "Fenbin"}, {"汾源", "Fenyuan"}, {"汾景", "Fenjing"}, {"滨西", "Binxi"}, {"钢苑", "Gangyuan"}, {"矿苑", "Kuangyuan"}, {"工人", "Gongren"},
    {"学府", "Xuefu"}, {"科苑", "Keyuan"}, {"书香", "Shuxiang"}, {"府前", "Fuqian"}, {"广场", "Guangchang"}, {"站前", "Zhanqian"}, {"桥头", "Qiaotou"},
    {"新区", "Xinqu"}, {"龙城", "Longcheng"},
};

// West to east along the curve: the hills, the river's west bank, the north, the towns, the inner town.
constexpr DemoUnit units[] = {
    {"140108202", 560, 0, 10}, {"140108008", 464, 7, 4},  {"140108003", 300, 7, 0},  {"140108201", 724, 0, 12}, {"140108100", 440, 2, 14},
    {"140108101", 434, 2, 14}, {"140108400", 150, 2, 4},  {"140108009", 160, 6, 2},  {"140108002", 140, 8, 0},  {"140108005", 140, 9, 0},
    {"140108006", 136, 8, 0},  {"140108004", 148, 9, 0},  {"140108007", 150, 9, 0},  {"140108001", 150, 8, 0},
};

constexpr FixedCommunity fixed[] = {
    {"140108007", "槐园", "Huaiyuan", 5, true},    {"140108007", "兴华东", "Xinghuadong", 9, true},     {"140108006", "滨河路南", "Binhelunan", 11, true},
    {"140108004", "兴安", "Xing'an", 10, true},    {"140108002", "建二", "Jian'er", 9, true},           {"140108001", "迎宾", "Yingbin", 12, false},
    {"140108008", "柴西", "Chaixi", 10, false},
};

constexpr DemoName estates[] = {
    {"一号院", "No. 1 Compound"}, {"翠馨苑", "Cuixin Court"}, {"乾泽园", "Qianze Gardens"}, {"家属院", "Staff Compound"}, {"花园小区", "Garden Estate"},
    {"嘉苑", "Jia Court"}, {"新村", "New Estate"}, {"佳园", "Jia Gardens"}, {"阳光小区", "Sunshine Estate"}, {"馨苑", "Xin Court"},
    {"雅居", "Yaju"}, {"锦园", "Jin Gardens"}, {"祥和小区", "Xianghe Estate"}, {"温馨家园", "Wenxin Homes"}, {"宿舍院", "Dormitory Compound"}, {"悦府", "Yue Mansion"},
};
constexpr DemoName lanes[] = {
    {"东巷", "East Lane"}, {"西巷", "West Lane"}, {"南巷", "South Lane"}, {"北巷", "North Lane"}, {"中街", "Middle Street"}, {"一条", "First Alley"},
    {"二条", "Second Alley"}, {"后街", "Back Street"},
};
constexpr std::string_view companies[] = {"安居物业服务有限公司（示例）", "晋阳物业管理有限公司（示例）", "汾河湾物业服务有限公司（示例）", "家和物业有限公司（示例）",
                                          "龙城物业服务有限公司（示例）", "绿地之家物业有限公司（示例）"};
constexpr std::string_view markets[] = {"便民市场", "农贸市场", "商业街", "购物广场", "建材市场", "早市"};

}  // namespace

std::span<const DemoName> community_names() { return communities; }
std::span<const DemoUnit> demo_units() { return units; }
std::span<const FixedCommunity> fixed_communities() { return fixed; }
std::span<const DemoName> estate_names() { return estates; }
std::span<const DemoName> lane_names() { return lanes; }
std::span<const std::string_view> property_companies() { return companies; }
std::span<const std::string_view> market_names() { return markets; }

std::vector<std::pair<std::string, std::string>> village_names() {
  constexpr DemoName first[] = {{"东", "Dong"}, {"西", "Xi"}, {"南", "Nan"}, {"北", "Bei"}, {"上", "Shang"}, {"下", "Xia"}, {"前", "Qian"}, {"后", "Hou"}, {"大", "Da"}, {"小", "Xiao"}};
  constexpr DemoName second[] = {{"庄", "zhuang"}, {"沟", "gou"}, {"坪", "ping"}, {"岭", "ling"}, {"峪", "yu"}, {"湾", "wan"}};
  std::vector<std::pair<std::string, std::string>> out{{"向阳", "Xiangyang"}};
  for (const DemoName& b : second)
    for (const DemoName& a : first) out.emplace_back(std::string(a.zh) + std::string(b.zh), std::string(a.en) + std::string(b.en));
  out.resize(60);
  return out;
}

}  // namespace divisions
