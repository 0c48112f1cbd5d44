// SPDX-License-Identifier: MIT
#include "words.h"

const struct syllables words_surnames[] = {
    {"王", "Wang"},     {"李", "Li"},     {"张", "Zhang"},   {"刘", "Liu"},
    {"陈", "Chen"},     {"杨", "Yang"},   {"黄", "Huang"},   {"赵", "Zhao"},
    {"吴", "Wu"},       {"周", "Zhou"},   {"徐", "Xu"},      {"孙", "Sun"},
    {"马", "Ma"},       {"朱", "Zhu"},    {"胡", "Hu"},      {"郭", "Guo"},
    {"何", "He"},       {"林", "Lin"},    {"高", "Gao"},     {"罗", "Luo"},
    {"郑", "Zheng"},    {"梁", "Liang"},  {"谢", "Xie"},     {"宋", "Song"},
    {"唐", "Tang"},     {"许", "Xu"},     {"邓", "Deng"},    {"冯", "Feng"},
    {"曹", "Cao"},      {"彭", "Peng"},   {"曾", "Zeng"},    {"肖", "Xiao"},
    {"田", "Tian"},     {"董", "Dong"},   {"潘", "Pan"},     {"袁", "Yuan"},
    {"蔡", "Cai"},      {"蒋", "Jiang"},  {"余", "Yu"},      {"于", "Yu"},
    {"欧阳", "Ouyang"}, {"司马", "Sima"}, {"诸葛", "Zhuge"},
};

const size_t words_surname_count =
    sizeof words_surnames / sizeof *words_surnames;

const struct syllables words_given_names[] = {
    {"伟", "Wei"},        {"芳", "Fang"},     {"秀英", "Xiuying"},
    {"敏", "Min"},        {"静", "Jing"},     {"强", "Qiang"},
    {"磊", "Lei"},        {"洋", "Yang"},     {"艳", "Yan"},
    {"勇", "Yong"},       {"军", "Jun"},      {"杰", "Jie"},
    {"娟", "Juan"},       {"涛", "Tao"},      {"明", "Ming"},
    {"超", "Chao"},       {"霞", "Xia"},      {"平", "Ping"},
    {"刚", "Gang"},       {"思远", "Siyuan"}, {"子涵", "Zihan"},
    {"雨桐", "Yutong"},   {"浩然", "Haoran"}, {"一诺", "Yinuo"},
    {"欣怡", "Xinyi"},    {"宇轩", "Yuxuan"}, {"梓萱", "Zixuan"},
    {"嘉豪", "Jiahao"},   {"若曦", "Ruoxi"},  {"俊熙", "Junxi"},
    {"晓彤", "Xiaotong"}, {"文博", "Wenbo"},  {"佳琪", "Jiaqi"},
    {"志远", "Zhiyuan"},  {"海燕", "Haiyan"}, {"建国", "Jianguo"},
    {"丽华", "Lihua"},    {"天宇", "Tianyu"}, {"诗涵", "Shihan"},
    {"云飞", "Yunfei"},
};

const size_t words_given_name_count =
    sizeof words_given_names / sizeof *words_given_names;

const struct foreigner words_foreigners[] = {
    {"Emma", "Wilson"},  {"Lucas", "Martin"}, {"Priya", "Sharma"},
    {"Kenji", "Tanaka"}, {"Sofia", "Rossi"},  {"Liam", "O'Connor"},
    {"Nguyen", "Anh"},   {"Carlos", "Núñez"},
};

const size_t words_foreigner_count =
    sizeof words_foreigners / sizeof *words_foreigners;
